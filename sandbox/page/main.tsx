import { render } from 'preact';
import './page.css';
import { App } from './app';

render(<App />, document.body);
